package dev.modelspec.engine.policy.builtin;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The patterns of {@code regex.globs_match}: characters, {@code .} and sets such as {@code [a-z]}, each of which {@code +} or
 * {@code *} may follow; {@code \} takes the meaning from the next character.
 */
final class SimpleGlob {
    /** How often a token may stand. */
    enum Repeat {
        ONCE,
        SOME,
        ANY
    }

    /** What kind of token it is; equal ones are merged only within a kind. */
    enum Kind {
        CHARACTER,
        ANY_CHARACTER,
        SET
    }

    /** One token and how often it may stand. */
    record Token(Kind kind, BitSet characters, Repeat repeat) {
        boolean overlaps(Token other) {
            return kind == Kind.ANY_CHARACTER
                    || other.kind == Kind.ANY_CHARACTER
                    || characters.intersects(other.characters);
        }

        /** Whether the token behind this one repeats the same characters: {@code a*a+} is no more than {@code a+}. */
        boolean absorbs(Token next) {
            boolean bothRepeat = repeat != Repeat.ONCE && next.repeat != Repeat.ONCE;
            return bothRepeat && kind == next.kind && characters.equals(next.characters);
        }

        Token repeated(Repeat times) {
            return new Token(kind, characters, times);
        }
    }

    private static final int END = -1;

    private final int[] pattern;
    private int position;

    private SimpleGlob(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    static List<Token> parse(String pattern) throws BuiltinException {
        SimpleGlob glob = new SimpleGlob(pattern);
        List<Token> tokens = new ArrayList<>();
        while (glob.peek() != END) {
            Token token = glob.token();
            if (tokens.isEmpty() || !tokens.get(tokens.size() - 1).absorbs(token)) {
                tokens.add(token);
            } else if (token.repeat() == Repeat.SOME) {
                tokens.set(tokens.size() - 1, token);
            }
        }
        return tokens;
    }

    private Token token() throws BuiltinException {
        int c = pattern[position++];
        Token token = switch (c) {
            case '.' -> new Token(Kind.ANY_CHARACTER, new BitSet(), Repeat.ONCE);
            case '[' -> new Token(Kind.SET, set(), Repeat.ONCE);
            case '\\' -> new Token(Kind.CHARACTER, only(escaped()), Repeat.ONCE);
            case ']', '+', '*' -> throw invalid("unexpected " + (char) c);
            default -> new Token(Kind.CHARACTER, only(c), Repeat.ONCE);
        };
        return token.repeated(repeat());
    }

    private Repeat repeat() {
        Repeat repeat = peek() == '+' ? Repeat.SOME : peek() == '*' ? Repeat.ANY : Repeat.ONCE;
        position += repeat == Repeat.ONCE ? 0 : 1;
        return repeat;
    }

    private BitSet set() throws BuiltinException {
        BitSet characters = new BitSet();
        int previous = END;
        while (peek() != ']') {
            if (peek() == '-') {
                position++;
                addRange(characters, previous);
                previous = END;
            } else {
                previous = character();
                characters.set(previous);
            }
        }
        position++;
        return characters;
    }

    private void addRange(BitSet characters, int first) throws BuiltinException {
        boolean isSpecial = peek() == ']' || peek() == '-';
        if (first == END || isSpecial || position >= pattern.length - 1) {
            throw invalid("a range needs a character on either side");
        }
        int last = character();
        if (last < first) {
            throw invalid("a range is out of order");
        }
        characters.set(first, last + 1);
    }

    private int character() throws BuiltinException {
        if (peek() == END) {
            throw invalid("a [ without ]");
        }
        int c = pattern[position++];
        return c == '\\' ? escaped() : c;
    }

    private int escaped() throws BuiltinException {
        if (peek() == END) {
            throw invalid("a \\ at the end");
        }
        return pattern[position++];
    }

    private int peek() {
        return position < pattern.length ? pattern[position] : END;
    }

    private static BitSet only(int c) {
        BitSet characters = new BitSet();
        characters.set(c);
        return characters;
    }

    private BuiltinException invalid(String what) {
        return new BuiltinException("the pattern " + GoQuote.quote(new String(pattern, 0, pattern.length))
                + " is invalid: " + what + " at character " + position);
    }
}
