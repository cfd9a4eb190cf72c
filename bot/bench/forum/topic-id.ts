/** The UUID of a numbered topic, always the same. */
export const topicIdOf = (number: number): string =>
  `f0f0f0f0-0000-4000-8000-${String(number).padStart(12, "0")}`;
