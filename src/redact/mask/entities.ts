/**
 * The named entities that writers use: of XML, of HTML 4 for Latin-1 (PHP's htmlentities), and of HTML 5 for punctuation of ASCII (he, entities).
 * Source: the named character references of the HTML standard.
 */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const ASCII =
  'Tab\t NewLine\n excl! quot" num# dollar$ percnt% amp& apos\' lpar( rpar) ast* midast* plus+ comma, period. sol/ colon: semi; lt< equals= gt> quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] Hat^ lowbar_ UnderBar_ grave` lcub{ lbrace{ verbar| vert| rcub} rbrace}'

/** The code point of each name. */
export const ENTITIES: ReadonlyMap<string, number> = new Map([
  ...LATIN_1.split(' ').map((name, index): [string, number] => [name, 160 + index]),
  ...ASCII.split(' ').map((entry): [string, number] => [entry.slice(0, -1), entry.charCodeAt(entry.length - 1)]),
])
