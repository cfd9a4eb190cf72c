import { within } from "#platform/deadline.ts";
import { saveFile } from "#platform/save-file.ts";
import { connected } from "#platform/teams/teams.ts";

/** A canvas larger than this fails in silence on phones. */
const pixelLimit = 16_000_000;

/**
 * Puts the picture on the clipboard as PNG, or saves it as a file where the browser does not let a page write there; in Teams,
 * which saves nothing that a page makes, it is given back to be shown. Throws where no picture can be made.
 */
export async function copyPicture(
  svg: string,
  fileName: string,
): Promise<{ outcome: "copied" | "saved" } | { outcome: "shown"; png: Blob }> {
  // Safari lets a page write only while the click is handled, so the picture is promised, not waited for.
  const png = within(10_000, "The picture", pngOf(svg));
  try {
    await within(
      10_000,
      "The clipboard",
      navigator.clipboard.write([new ClipboardItem({ "image/png": png })]),
    );
    return { outcome: "copied" };
  } catch {
    if ((await connected).kind === "teams") return { outcome: "shown", png: await png };
    saveFile(await png, fileName);
    return { outcome: "saved" };
  }
}

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();

  const scale = Math.min(2, Math.sqrt(pixelLimit / (image.width * image.height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(image.width * scale);
  canvas.height = Math.floor(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);

  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture was made."))), "image/png"),
  );
}
