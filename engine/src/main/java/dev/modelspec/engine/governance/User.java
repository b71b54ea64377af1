package dev.modelspec.engine.governance;

import java.util.List;

/**
 * Who asks.
 *
 * @param username the name under which a person or a service account signed in
 * @param groups the groups they belong to
 */
public record User(String username, List<String> groups) {
    public User {
        groups = List.copyOf(groups);
    }
}
