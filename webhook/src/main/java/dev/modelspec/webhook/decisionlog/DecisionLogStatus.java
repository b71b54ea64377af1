package dev.modelspec.webhook.decisionlog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The decision log in figures, at one moment. When nothing is under way, {@code logged + recovered = written + dropped + failed + refused +
 * queueLength + spillLines}.
 *
 * @param logged decisions that were handed over, whatever became of them
 * @param recovered lines that an earlier process had left in the spill
 * @param written lines that the target has taken
 * @param dropped lines that are lost: in {@code async} mode there was no room for them, or the process ended before there was
 * @param failed lines that could not be made durable in {@code sync} mode, of which the caller was told
 * @param refused lines that the target will never take, for one alone is too large; kept in the spill as {@code refused.ndjson}, if there is
 *     one
 * @param failedSends tries to deliver that failed
 * @param queueLength lines in memory, those being delivered among them
 * @param queueCapacity how many there can be
 * @param spilledBytes bytes that were ever put into the spill by this process
 * @param spillLines lines in the spill
 * @param spillBytes bytes in the spill
 * @param spillCapacityBytes how many there can be; 0 if there is no spill
 * @param oldestUnsentAge how long the oldest line has been waiting; zero if none is
 * @param lastError the last thing that went wrong; null if nothing has
 */
public record DecisionLogStatus(
        long logged,
        long recovered,
        long written,
        long dropped,
        long failed,
        long refused,
        long failedSends,
        int queueLength,
        int queueCapacity,
        long spilledBytes,
        long spillLines,
        long spillBytes,
        long spillCapacityBytes,
        Duration oldestUnsentAge,
        @Nullable String lastError) {}
