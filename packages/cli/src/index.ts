export { asDeclared, findOperation, helpOf, nextWords, readWords, type Found } from './words.ts';
