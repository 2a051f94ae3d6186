//! Index, ranking and decision: which facts and figures answer a question, and whether any does.
