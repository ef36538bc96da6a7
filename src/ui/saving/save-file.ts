/** Long enough for every browser to have begun to read it. */
const KEPT = 60_000;

/** Hands the student a file, as a click on a link to it would. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
