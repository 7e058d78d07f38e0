import { utf8 } from '../model/base64.ts'
import { millisecondsOf } from '../model/time.ts'
import { total } from '../model/total.ts'
import { type LogLine, type Redacted, type Redactor } from '../redact/index.ts'
