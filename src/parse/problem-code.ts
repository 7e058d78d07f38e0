import type { TextProblemCode } from '../model/problem.ts'

/** The sentence for people of each code. */
const MESSAGES: Readonly<Record<TextProblemCode, string>> = {
  'too-large': 'The text is larger than maxBytes and was not read',
  'too-deep': 'The document is nested deeper than 500 levels',
  'too-many-problems': 'There are more problems than are listed here',
  'invalid-yaml': 'The document is not YAML as kubectl reads it',
  'invalid-character': 'The document holds a character that YAML does not allow',
  'invalid-directive': 'Only %YAML 1.1 and %TAG directives can be read',
  'invalid-separator': 'Only a comment may follow --- on its line: kubectl refuses the document',
  'invalid-key': 'A key is null, a map or a list, or a number above 2^63: kubectl refuses the document',
  'invalid-tag': 'The value does not fit its tag',
  'invalid-merge': 'The merge key << takes a map or a list of maps',
  'non-finite-number': 'Infinity and NaN cannot be written in JSON: kubectl refuses the document',
  'unknown-anchor': 'The alias refers to an anchor that is not defined before it',
  'recursive-anchor': 'The anchor contains itself',
  'excessive-aliasing': 'Most of the document would come from aliases, as in an alias bomb',
  'unread-document': 'kubectl does not read what follows the document end marker before the next ---',
  'duplicate-key': 'The key is written twice in the same map: the last one counts',
  'integer-precision': 'The integer is beyond 2^53 and cannot be held exactly',
  'not-a-kubernetes-object': 'This is no Kubernetes object: apiVersion and kind must both be text',
  'null-item': 'An item of the list is null and was passed over',
  'typed-object': 'A typed client made this object: it drops fields that its version does not know, so what is absent may be there',
  'unknown-class': 'The object is of a class that does not tell how it renames fields: it was taken as it is',
  'invalid-date': 'The date is invalid and was left out',
  'unreadable-object': 'The object cannot be walked: it contains itself, is too deep, or throws',
}

/** The sentence for people that goes with a code. */
export const messageOf = (code: TextProblemCode): string => MESSAGES[code]
