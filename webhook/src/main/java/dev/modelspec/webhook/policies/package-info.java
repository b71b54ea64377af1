/** The policies and the profile in force: where they come from, and how new ones take the place of old ones. */
@NullMarked
package dev.modelspec.webhook.policies;

import org.jspecify.annotations.NullMarked;
