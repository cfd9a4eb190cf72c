/* localStorage may be refused (private windows, third-party frames): then nothing is remembered, and nothing breaks. */

const prefix = "kommunpuls.";

export function read(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** Says whether it was kept. */
export function write(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
    return true;
  } catch {
    return false;
  }
}

/** What is remembered under keys that begin so, by the whole key. */
export function readAll(start: string): Map<string, string> {
  const found = new Map<string, string>();
  try {
    for (const key of Object.keys(localStorage)) {
      const value = key.startsWith(prefix + start) ? localStorage.getItem(key) : null;
      if (value !== null) found.set(key.slice(prefix.length), value);
    }
  } catch {
    // Then nothing is remembered.
  }
  return found;
}
