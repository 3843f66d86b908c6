/** Hands a file to the user through the browser's own download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
