package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// audits compares an audit of many files, written as JSON, with conftest's JSON.
func audits(quick bool) ([]row, error) {
	count, turns := 10_000, 5
	if quick {
		count, turns = 1000, 3
	}
	folder, err := prepare(count)
	if err != nil {
		return nil, err
	}
	report := filepath.Join(target, "audit.json")
	audit := []string{"./modelspec", "audit", "--format", "json=" + report, folder}
	peer := append(conftestCommand(folder), "--output", "json")
	ours, peers, err := inTurns(turns, audit, peer)
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("audit of %d files, JSON; ", count)
	return []row{
		compare(what+"wall time, conftest -o json", walls(ours), walls(peers), 0.6),
		compare(what+"CPU time, conftest -o json", cpus(ours), cpus(peers), 0),
	}, nil
}

// smallFleet is the time for each spec of the smallest fleet, with which larger ones are compared.
var smallFleet time.Duration

// fleetOf shows how an audit grows with the number of specs, which an API server on loopback makes while they are
// asked for, with a heap that is small.
func fleetOf(count int) func(quick bool) ([]row, error) {
	return func(quick bool) ([]row, error) {
		if quick && count > 100_000 {
			return nil, nil
		}
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		server := &http.Server{Handler: &fleet{count}}
		go server.Serve(listener)
		defer server.Close()
		kubeconfig := filepath.Join(target, "fleet.kubeconfig")
		if err := os.WriteFile(kubeconfig, kubeconfigFor(listener.Addr().String()), 0o600); err != nil {
			return nil, err
		}
		report := filepath.Join(target, "fleet.json")
		defer os.Remove(report)
		took, _, err := commandWith([]string{"MODELSPEC_JAVA_OPTIONS=-Xmx256m"},
			"./modelspec", "audit", "--cluster", "--kubeconfig", kubeconfig, "--format", "json="+report)
		if err != nil {
			return nil, err
		}
		each := took.wall / time.Duration(count)
		if smallFleet == 0 {
			smallFleet = each
		}
		what := "audit of a cluster with %d specs, JSON, -Xmx256m, peak %d MiB, %s; time for each spec, beside the smallest fleet"
		return []row{{
			what:  fmt.Sprintf(what, count, took.peak, human(took.wall)),
			ours:  human(each),
			peers: human(smallFleet),
			ratio: float64(each) / float64(smallFleet),
		}}, nil
	}
}

// fleet answers as an API server does that has so many ModelSpecs.
type fleet struct{ count int }

func (f *fleet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/api/v1/namespaces":
		json.NewEncoder(w).Encode(map[string]any{
			"apiVersion": "v1", "kind": "NamespaceList", "metadata": map[string]any{"resourceVersion": "1"},
			"items": []any{map[string]any{"metadata": map[string]any{"name": "fleet", "labels": map[string]any{"env": "prod"}}}},
		})
	case "/apis/piqc.ai/v1alpha1/modelspecs":
		f.list(w, r)
	default:
		w.WriteHeader(http.StatusNotFound)
		json.NewEncoder(w).Encode(map[string]any{"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 404, "reason": "NotFound"})
	}
}

func (f *fleet) list(w http.ResponseWriter, r *http.Request) {
	from, _ := strconv.Atoi(r.URL.Query().Get("continue"))
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil || limit <= 0 {
		limit = f.count
	}
	to := min(from+limit, f.count)
	items := make([]any, 0, to-from)
	for number := from; number < to; number++ {
		items = append(items, f.spec(number))
	}
	metadata := map[string]any{"resourceVersion": "1"}
	if to < f.count {
		metadata["continue"] = strconv.Itoa(to)
		metadata["remainingItemCount"] = f.count - to
	}
	json.NewEncoder(w).Encode(map[string]any{
		"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpecList", "metadata": metadata, "items": items,
	})
}

// spec is one of ten that leave out more or less.
func (f *fleet) spec(number int) map[string]any {
	governance := map[string]any{"compliance": map[string]any{
		"governance": map[string]any{"owner": fmt.Sprintf("team-%d@example.com", number%100)},
		"pii":        map[string]any{"allowed": false, "policy": "data-v3"},
	}}
	spec := map[string]any{
		"identity": map[string]any{"model": map[string]any{
			"id": "mistral-7b-instruct-v0.3", "family": "mistral", "task": "chat-completion", "framework": "transformers",
		}},
		"runtime": map[string]any{"accelerator": map[string]any{"vendor": "nvidia", "type": "a10", "count": 1 + number%10}},
	}
	if number%10 < 5 {
		spec["governance"] = governance
	}
	return map[string]any{
		"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpec",
		"metadata": map[string]any{
			"name": fmt.Sprintf("spec-%07d", number), "namespace": "fleet", "uid": fmt.Sprintf("00000000-0000-0000-0000-%012d", number),
			"resourceVersion": "1", "generation": 1, "creationTimestamp": "2026-11-01T00:00:00Z",
			"annotations": map[string]any{"piqc.ai/version": "1.0.0"},
		},
		"spec": spec,
	}
}

func kubeconfigFor(address string) []byte {
	return []byte("apiVersion: v1\nkind: Config\ncurrent-context: fleet\nclusters:\n- name: fleet\n  cluster: {server: \"http://" +
		address + "\"}\ncontexts:\n- name: fleet\n  context: {cluster: fleet, user: fleet}\nusers:\n- name: fleet\n  user: {}\n")
}
