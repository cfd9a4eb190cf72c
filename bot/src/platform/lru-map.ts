/** A map that never grows past `most` entries: the one used longest ago makes room. */
export type Bounded<Value> = {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  size(): number;
};

export function bounded<Value>(most: number): Bounded<Value> {
  // A Map iterates in the order of insertion, so putting an entry back marks it as just used.
  const entries = new Map<string, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
    },
    delete: (key) => void entries.delete(key),
    size: () => entries.size,
  };
}
