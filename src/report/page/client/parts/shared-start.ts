/** Names without the start that all of them share, cut where a part of a name ends: of `web-7d4-ab` and `web-7d4-cd` what is left is `ab` and `cd`. */
export const withoutSharedStart = (names: readonly string[]): { readonly shared: string; readonly rest: ReadonlyMap<string, string> } => {
  const [first = ''] = names
  let length = first.length
  for (const name of names) while (!name.startsWith(first.slice(0, length))) length--
  const start = first.slice(0, length)
  const shared = start.slice(0, Math.max(start.lastIndexOf('-'), start.lastIndexOf('/')) + 1)
  return { shared, rest: new Map(names.map(name => [name, name.slice(shared.length)])) }
}
