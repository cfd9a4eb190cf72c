/** A file name that every system takes: letters, digits and hyphens of `title`, else "kommunpuls". */
export function fileNameOf(title: string, ending: "csv" | "png"): string {
  const name = title
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, "");
  return `${name || "kommunpuls"}.${ending}`;
}
