/*
 * Which window this is, and which others are open: what one writes in a window is its own until it is closed. A window is known
 * by a lock of the browser's, which ends with it, however it ends.
 */

const lockOf = (id: string) => `kommunpuls.window.${id}`;
const remembered = "kommunpuls.window";

/** Stays through a reload; a window that was made as a copy of another gets one of its own. */
let id = rememberedId() ?? crypto.randomUUID();
let open = new Set<string>();

export const thisWindow = (): string => id;

/** Whether another window has it open, as far as was known when one last came to this one. */
export const isOpenElsewhere = (other: string): boolean => other !== id && open.has(other);

/** Once, before the page is drawn: then this window has its name and knows of the others; without locks, of none. */
export const nameWindow = (): Promise<void> => claim().then(look, () => undefined);

async function claim(): Promise<void> {
  if (!("locks" in navigator)) return;
  if (!(await hold())) {
    id = crypto.randomUUID();
    await hold();
  }
  try {
    sessionStorage.setItem(remembered, id);
  } catch {
    // Refused: a reload is another window then, which finds what this one left.
  }
  addEventListener("focus", () => void look().catch(() => undefined));
  // Who writes while this one is open is open too.
  addEventListener("storage", ({ key }) => {
    const writer = key?.split("/").at(-1);
    if (writer) open.add(writer);
  });
}

/** Holds this window's lock for as long as it lives; says whether it was free. */
const hold = (): Promise<boolean> =>
  new Promise((resolve, reject) => {
    navigator.locks
      .request(lockOf(id), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && new Promise<void>(() => {});
      })
      .catch(reject);
  });

async function look(): Promise<void> {
  if (!("locks" in navigator)) return;
  const { held = [] } = await navigator.locks.query();
  const start = lockOf("");
  open = new Set(held.flatMap(({ name }) => (name?.startsWith(start) ? [name.slice(start.length)] : [])));
}

function rememberedId(): string | null {
  try {
    return sessionStorage.getItem(remembered);
  } catch {
    return null;
  }
}
