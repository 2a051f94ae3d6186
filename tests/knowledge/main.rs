//! The room of knowledge through its front door: folders in memory are read, checked and rendered.

mod arbitrary;
mod loading;
mod rules;
mod shipped;
mod twins;
mod valid;
