# METADATA
# title: Texts
# description: What messages say in the same way.
package modelspec.lib.texts

# METADATA
# title: A number and what is counted
# description: "`1 day`, `2 days`: the word is given for one."
counted(number, word) := $"{number} {word}" if number == 1

else := $"{number} {word}s"
