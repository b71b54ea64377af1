package dev.modelspec.audit.cluster;

import dev.modelspec.audit.cluster.ApiServer.RefusedException;
import dev.modelspec.audit.cluster.ApiServer.TooLongException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All objects of a resource, page by page, in the order of the API server. It ends only after the last page has arrived whole: what is
 * missing is an error, never an end.
 */
final class Listing implements Iterator<ObjectNode> {
    private static final int PER_PAGE = 500;
    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    private final ApiServer server;
    private final String path;
    private final String what;
    private final Runnable changed;

    private int perPage = PER_PAGE;
    private @Nullable Page page;
    private int next;

    /**
     * A list.
     *
     * @param path of the resource
     * @param what it lists, as people name it
     * @param changed is told when the list goes on as it is later, and so is none of one moment
     */
    Listing(ApiServer server, String path, String what, Runnable changed) {
        this.server = server;
        this.path = path;
        this.what = what;
        this.changed = changed;
    }

    @Override
    public boolean hasNext() {
        Page now = page;
        while (now == null || (next == now.size() && !now.token().isEmpty())) {
            now = ask(now == null ? "" : now.token());
            page = now;
            next = 0;
        }
        return next < now.size();
    }

    @Override
    public ObjectNode next() {
        if (!hasNext() || page == null) {
            throw new NoSuchElementException();
        }
        return page.get(next++);
    }

    private Page ask(String token) {
        String from = token;
        while (true) {
            try {
                return server.get(
                        path + "?limit=" + perPage
                                + (from.isEmpty()
                                        ? ""
                                        : "&continue=" + URLEncoder.encode(from, StandardCharsets.UTF_8)),
                        what,
                        Page::of);
            } catch (TooLongException e) {
                if (perPage == 1) {
                    throw server.wrong("one of " + what + " has more than " + ApiServer.MAX_BYTES + " bytes");
                }
                perPage = Math.max(1, perPage / 4);
            } catch (RefusedException e) {
                // Each token of the server's is used once, so this ends.
                if (e.code() != GONE || e.newToken().isEmpty() || e.newToken().equals(from)) {
                    throw refused(e);
                }
                from = e.newToken();
                changed.run();
            }
        }
    }

    private RuntimeException refused(RefusedException refusal) {
        if (refusal.code() == GONE) {
            return server.wrong(what + " changed while they were listed, and the API server does not tell how to go on"
                    + " (" + refusal.getMessage()
                    + "). Ask again; if it takes too long, audit fewer namespaces at once.");
        } else if (refusal.code() == NOT_FOUND) {
            return server.wrong("there is no resource of " + what + ". Make it: modelspec crd | kubectl apply -f -");
        }
        return server.refused(refusal, what);
    }
}
