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
says(text) if not _says_nothing(text)

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

_says_nothing(text) if regex.match(_nothing, lower(text))

# Nothing but words that mean none, and what is around and between them: also `tbd@tbd.tbd`, and a blank text.
_nothing := $`^{_other}*(?:(?:{_words})(?:{_other}+|$))*$`

# What is between the parts of a word, whatever it is.
_words := strings.replace_n({" ": $"{_other}+", "/": $"{_other}+"}, lower(concat("|", _none)))

# What is neither a letter nor a digit, by the blocks that have them: the classes of Unicode take half a second to compile
# as often as they are needed here. So do these where upper and lower case make no difference: texts are in lower case here.
_other := `[^0-9A-Za-z\x{aa}\x{b5}\x{ba}\x{c0}-\x{1fff}\x{2c00}-\x{2dff}\x{3005}-\x{d7ff}\x{f900}-\x{fdff}\x{ff10}-\x{1efff}\x{20000}-\x{10ffff}]`

default _none := []

_none := data.params.accountability["owner-declared"].meansNone
