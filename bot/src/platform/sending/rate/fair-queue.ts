/** Those who wait, each in the line of its own kind; the lines are served in turn, so that a short one is soon through. */
export function turns<T>() {
  const lines = new Map<string, T[]>();
  return {
    isEmpty: () => lines.size === 0,
    add(line: string, one: T) {
      const waiting = lines.get(line);
      if (waiting) waiting.push(one);
      else lines.set(line, [one]);
    },
    next(): T | undefined {
      for (const [line, waiting] of lines) {
        lines.delete(line);
        const one = waiting.shift();
        // Back at the end: a Map goes through its entries in the order they were set.
        if (waiting.length > 0) lines.set(line, waiting);
        return one;
      }
      return undefined;
    },
  };
}
