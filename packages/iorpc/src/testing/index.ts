export { randomFaults, type End, type Fault, type FaultChances, type Faults } from './faults.js'
export { expectNoLeaks } from './leaks.js'
export { createLink, type Link } from './link.js'
export { linkedPairs, type LinkedPairs, type LinkedPairsConfig } from './linkedPairs.js'
