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
