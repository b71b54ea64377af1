module dev.modelspec/audit/openreports

go 1.26.0

// Its CustomResourceDefinitions are what a test gives to an API server.
require github.com/openreports/reports-api v0.2.1
