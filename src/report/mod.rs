//! What is said: pages of blocks, in French, from figures looked up by their code.

pub mod block;
