/** The id that a section's title gives it. */
export function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-')
}
