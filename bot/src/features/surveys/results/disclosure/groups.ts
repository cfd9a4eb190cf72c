/** Groups of a background that are told together, by their place in it, and how many people they are. */
export type Leaf = { groups: number[]; size: number };

/** A leaf, or two nodes taken together. */
export type Node = Leaf & { children: Node[] };

/**
 * The groups, each of at least `fewest` people: all smaller ones together, and while these are too few, or one group alone,
 * the next smallest with them (of equal ones the first). Made from sizes alone, so that it says nothing of answers. Groups
 * of nobody are in none. If all people together are too few, so is the one leaf.
 */
export function leavesOf(sizes: readonly number[], fewest: number): Leaf[] {
  const inhabited = sizes.map((size, group) => ({ groups: [group], size })).filter(({ size }) => size > 0);
  const bySize = inhabited.toSorted((one, other) => one.size - other.size);
  const small = bySize.filter(({ size }) => size < fewest);
  if (small.length === 0) return inhabited;

  let joined = joinedOf(small);
  for (const next of bySize.slice(small.length)) {
    if (joined.size >= fewest && joined.groups.length > 1) break;
    joined = joinedOf([joined, next]);
  }
  const alone = inhabited.filter(({ groups: [group = -1] }) => !joined.groups.includes(group));
  return [...alone, joined].toSorted(byPlace);
}

/**
 * A binary tree over the leaves: the two smallest join, then again, up to all. The same sizes give the same tree, so it is
 * the same for every question. Undefined where there is no leaf.
 */
export function treeOf(leaves: readonly Leaf[]): Node | undefined {
  const nodes: Node[] = leaves.map((leaf) => ({ ...leaf, children: [] }));
  for (;;) {
    nodes.sort((one, other) => one.size - other.size || byPlace(one, other));
    const [one, other] = nodes;
    if (!one || !other) return one;
    const children = [one, other].toSorted(byPlace);
    nodes.splice(0, 2, { ...joinedOf(children), children });
  }
}

function joinedOf(leaves: readonly Leaf[]): Leaf {
  return {
    groups: leaves.flatMap(({ groups }) => groups).toSorted((one, other) => one - other),
    size: leaves.reduce((sum, { size }) => sum + size, 0),
  };
}

/** In the background's own order, by the first group. */
const byPlace = (one: Leaf, other: Leaf) => (one.groups[0] ?? 0) - (other.groups[0] ?? 0);
