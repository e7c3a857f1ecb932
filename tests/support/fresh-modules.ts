import { vi } from 'vitest'

// Test files share a worker, and with it the packages they load. Our own modules each file loads anew: handlers read
// the environment as they load, and every cloud has one of its own.
vi.resetModules()
