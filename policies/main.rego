# METADATA
# title: The report
# description: >-
#   What the engine asks: everything that every rule has found. Rules are found by their package, so adding one needs no
#   change here. This package stands beside `modelspec.rules` because a package cannot look into what contains it.
package modelspec.main

report contains finding if some finding in data.modelspec.rules[_][_].report
