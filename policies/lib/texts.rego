# METADATA
# title: Texts
# description: >-
#   Whether a text says anything, and what messages say in the same way. Which words mean none is said once for all rules,
#   by the parameter `meansNone` of `accountability/owner-declared`.
package modelspec.lib.texts

# METADATA
# title: A text that says something
# description: >-
#   It has letters or digits, and they are not a word that means none, nor several of them. Upper and lower case make no
#   difference, nor does what is around and between words: `N/A`, `n. a.` and `(n/a)` are the same.
says(text) if {
	words := _words(text)
	words != []
	not _means_none(words)
}

# METADATA
# title: A text as messages show it where it says nothing
shown(text) := "blank" if regex.match(`^[\s\p{Z}\p{Cc}\p{Cf}]*$`, text)

else := $"\"{text}\""

# METADATA
# title: The first match of a pattern in a text
# description: >-
#   Empty if there is none. In WebAssembly the engine has to answer `regex.find_n`, which takes many times as long.
first_match(pattern, text) := found[0][0] if {
	found := regex.find_all_string_submatch_n(pattern, text, 1)
	found != []
} else := ""

# METADATA
# title: A number and what is counted
# description: "`1 day`, `2 days`: the word is given for one."
counted(number, word) := $"{number} {word}" if number == 1

else := $"{number} {word}s"

# METADATA
# title: The first names of a list
# description: A list that is long is cut, and how many more there are is told.
some_of(names) := concat(", ", names) if count(names) <= _shown

else := $"{concat(", ", array.slice(names, 0, _shown))} and {count(names) - _shown} more"

# As many as a reader takes in at once.
_shown := 5

_means_none(words) if concat(" ", words) in _none

# Such as `tbd@tbd.tbd`.
_means_none(words) if {
	every word in words {
		word in _none
	}
}

_none := {concat(" ", _words(word)) | some word in data.params.accountability["owner-declared"].meansNone}

# No more than are needed to tell: a description may be long.
_words(text) := [found[0] | some found in regex.find_all_string_submatch_n(`[\pL\pN]+`, lower(text), 8)]
