/** Hands a file to the browser to save. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Firefox and iOS read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
