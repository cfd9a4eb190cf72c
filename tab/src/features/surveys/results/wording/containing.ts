/** Texts that contain every word, in their own order; capital letters make no difference. */
export function containing(texts: string[], words: string): string[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return texts.filter((text) => wanted.every((word) => text.toLowerCase().includes(word)));
}
