package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
)

// placed has the errors about references to rules of their own package where these stand: OPA, which has put the
// path of the rule in their place, tells another place where a rule of the package is named.
func placed(err error, modules map[string]*ast.Module) error {
	var all ast.Errors
	if !errors.As(err, &all) {
		return err
	}
	told := map[string]int{}
	for _, one := range all {
		detail, ok := one.Details.(*ast.RefErrInvalidDetail)
		if !ok || one.Location == nil || modules[one.Location.File] == nil {
			continue
		}
		places := placesOf(detail.Ref, modules[one.Location.File])
		key := one.Location.File + "\x00" + detail.Ref.String()
		if len(places) > 0 {
			one.Location = places[min(told[key], len(places)-1)]
			told[key]++
		}
	}
	all.Sort()
	return all
}

// placesOf lists where a module refers to a rule of its own by name.
func placesOf(ref ast.Ref, m *ast.Module) (places []*ast.Location) {
	ast.WalkTerms(m, func(term *ast.Term) bool {
		own, ok := term.Value.(ast.Ref)
		if !ok || term.Location == nil {
			return false
		}
		name, ok := own[0].Value.(ast.Var)
		if ok && m.Package.Path.Extend(own).Equal(ref) && name != ast.DefaultRootDocument.Value {
			places = append(places, term.Location)
		}
		return false
	})
	return places
}
