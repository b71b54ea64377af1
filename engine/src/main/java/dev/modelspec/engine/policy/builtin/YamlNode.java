package dev.modelspec.engine.policy.builtin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document before it has become a value. Mappings hold keys and values in turn. */
final class YamlNode {
    /** What a node is. */
    enum Kind {
        SCALAR,
        SEQUENCE,
        MAPPING,
        ALIAS
    }

    private static final String PREFIX = "tag:yaml.org,2002:";

    final Kind kind;

    /** The explicit tag, in the short form {@code !!int}, or null. */
    final @Nullable String tag;

    final String text;

    /** Whether a scalar is written without quotes. */
    final boolean isPlain;

    final List<YamlNode> children = new ArrayList<>();

    /** What an alias stands for; null for other nodes. */
    final @Nullable YamlNode target;

    private YamlNode(Kind kind, @Nullable String tag, String text, boolean isPlain, @Nullable YamlNode target) {
        this.kind = kind;
        this.tag = tag == null || tag.equals("!") ? null : tag.replace(PREFIX, "!!");
        this.text = text;
        this.isPlain = isPlain;
        this.target = target;
    }

    static YamlNode scalar(@Nullable String tag, String text, boolean isPlain) {
        return new YamlNode(Kind.SCALAR, tag, text, isPlain, null);
    }

    static YamlNode collection(Kind kind) {
        return new YamlNode(kind, null, "", false, null);
    }

    static YamlNode alias(YamlNode target) {
        return new YamlNode(Kind.ALIAS, null, "", false, target);
    }

    /** The node itself, or what it is an alias of. */
    YamlNode resolved() {
        return target == null ? this : target;
    }

    boolean isMergeKey() {
        return kind == Kind.SCALAR && text.equals("<<") && (tag == null ? isPlain : tag.equals("!!merge"));
    }
}
