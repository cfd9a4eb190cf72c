import type { Node } from "./groups.ts";

/**
 * The nodes that are told: in place of a node its children, if all of them pass, and so on down. What is left of a node
 * when some of its children are told is told too: nothing is hidden, only joined. `shut` nodes are not opened.
 */
export function cut(root: Node, passes: (node: Node) => boolean, shut: ReadonlySet<Node>): Node[] {
  const mayOpen = root.children.length > 0 && !shut.has(root) && root.children.every(passes);
  return mayOpen ? root.children.flatMap((child) => cut(child, passes, shut)) : [root];
}

/** Whether every leaf of the tree is told alone. */
export const isFull = (blocks: readonly Node[]) => blocks.every(({ children }) => children.length === 0);

export function parentOf(node: Node, root: Node): Node | undefined {
  if (root.children.includes(node)) return root;
  for (const child of root.children) {
    const found = parentOf(node, child);
    if (found) return found;
  }
  return undefined;
}
