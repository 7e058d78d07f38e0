#!/usr/bin/env node
import { readFileSync, readdirSync, statSync, createReadStream } from 'node:fs'
import { createGunzip, gunzipSync } from 'node:zlib'
import type { Problem } from '../index.ts'
import { millisecondsOf } from '../model/time.ts'
import type { Answer, Ending, SourceText, Surroundings } from './answer.ts'
import { TROUBLE } from './answer.ts'
import type { Options } from './args.ts'
import { parseArgs } from './args.ts'
import type { AssessInput } from './assess-texts.ts'
import { createPaint, wantsColour } from './colours.ts'
import { replay } from './commands/replay.ts'
import { status } from './commands/status.ts'
import { helpText } from './help.ts'

/** The executable: the only file that reads, writes, knows the time or is random. What it does with what it read is in commands/. */

const STDIN = 'standard input'
