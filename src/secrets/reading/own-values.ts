import { decodeBase64, encodeBase64, textOfUtf8, utf8 } from '../../model/scalars/base64.ts'
import type { JsonRecord } from '../../model/kube-object.ts'
import { isRecord } from '../../model/read.ts'
import { readSecretData } from '../served-secret-data.ts'

/** Shorter values are found everywhere by chance; they count where they are all of a text. */
const SHORTEST = 4

/** The values of a Secret as they would be found elsewhere in it: encoded, without padding, and decoded. */
export const ownValues = (secret: JsonRecord): readonly string[] =>
  Object.values(readSecretData(secret) ?? everyText(secret))
    .flatMap(value => (typeof value === 'string' ? [withoutPadding(value), plainText(value)] : []))
    .filter(value => value !== '')

/** True where a text, as it is or with its escapes read, repeats one of these values. */
export const repeatsValue = (text: string, values: readonly string[]): boolean => {
  if (values.length === 0) return false
  const read = [
    text,
    ...(text.includes('%') ? [percentDecoded(text)] : []),
    ...(text.includes('\\') ? [text.replaceAll(/\\(.)/g, '$1')] : []),
  ]
  return values.some(value => read.some(each => (value.length < SHORTEST ? each === value : each.includes(value))))
}

const percentDecoded = (text: string): string =>
  text.replaceAll(/(?:%[\dA-Fa-f]{2}){1,512}/g, run => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), hex => Number.parseInt(hex, 16))
    return textOfUtf8(bytes) ?? String.fromCharCode(...bytes)
  })

/** Lists the texts of both maps, as written and encoded, also where one of them is no map. */
const everyText = ({ data, stringData }: JsonRecord): readonly unknown[] =>
  [data, stringData].flatMap(texts => {
    const values = isRecord(texts) || Array.isArray(texts) ? Object.values(texts as object) : [texts]
    return values.flatMap((value: unknown) => (typeof value === 'string' ? [value, encodeBase64(utf8(value))] : []))
  })

const withoutPadding = (value: string): string => {
  let end = value.length
  while (end > 0 && value.charCodeAt(end - 1) === 61) end--
  return value.slice(0, end)
}

const plainText = (value: string): string => {
  const bytes = decodeBase64(value)
  return (bytes === undefined ? undefined : textOfUtf8(bytes)) ?? ''
}
