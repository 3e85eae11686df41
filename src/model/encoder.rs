//! The encoder's session: one window in, raw scores out.

use std::fmt;
use std::sync::Arc;

use rten::{Model as Graph, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::{ModelError, Scores, Window};
use crate::text::wordpiece::{Pieces, Special};

/// The longest window that the position embeddings allow.
const LONGEST: usize = 512;

/// The encoder did not answer; its graph is not the one that it was loaded as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("encoder.onnx: {0}")]
pub(super) struct EncodeError(String);

/// The graph, shared, and a thread of its own to run it on.
pub(super) struct Encoder {
    graph: Arc<Graph>,
    pieces: NodeId,
    shapes: NodeId,
    /// The heads: names, parts.
    heads: [NodeId; 2],
    options: RunOptions,
}

impl Encoder {
    /// The encoder that is part of the binary.
    pub(super) fn built_in(onnx: &'static [u8]) -> Result<Self, ModelError> {
        Self::of(ModelOptions::with_all_ops().prepack_weights(true).load_static_slice(onnx))
    }

    /// An encoder from a file's bytes.
    pub(super) fn load(onnx: Vec<u8>) -> Result<Self, ModelError> {
        Self::of(ModelOptions::with_all_ops().prepack_weights(true).load(onnx))
    }

    fn of(loaded: Result<Graph, rten::LoadError>) -> Result<Self, ModelError> {
        let graph = loaded.map_err(|error| ModelError::Invalid(format!("encoder.onnx: {error}")))?;
        let node = |name| graph.node_id(name).map_err(|_| ModelError::Invalid(format!("encoder.onnx: no {name}")));
        let (pieces, shapes) = (node("pieces")?, node("shapes")?);
        let heads = [node("names")?, node("parts")?];
        Ok(Self { graph: Arc::new(graph), pieces, shapes, heads, options: one_thread() })
    }

    /// Encodes an empty window, to see that the graph runs and its heads are so wide; one that does reads every window.
    pub(super) fn probe(&self, special: Special, widths: [usize; 2]) -> Result<(), EncodeError> {
        let nothing = Pieces { pieces: Vec::new(), word_starts: vec![0] };
        let shapes = self.raw(&nothing, &Window { words: 0..0, core: 0..0 }, special)?.map(|head| head.shape());
        if shapes == widths.map(|width| [2, width]) {
            Ok(())
        } else {
            Err(EncodeError(format!("scores {shapes:?} for 2 pieces, and the manifest's heads are {widths:?} wide")))
        }
    }

    /// The same graph with another thread to run it on.
    pub(super) fn fork(&self) -> Self {
        Self { graph: Arc::clone(&self.graph), options: one_thread(), ..*self }
    }

    /// Encodes a window and adds the scores of its core's words, each from its first piece.
    pub(super) fn run(&self, pieces: &Pieces, window: &Window, special: Special, scores: &mut Scores) -> Result<(), EncodeError> {
        let [names, parts] = self.raw(pieces, window, special)?;
        let offset = pieces.word_starts[window.words.start] as usize;
        for word in window.core.clone() {
            // One more for the piece that opens the window.
            let row = pieces.word_starts[word] as usize - offset + 1;
            // A word cut off by the longest window has the scores of its last piece that was read.
            let row = row.min(names.size(0) - 1);
            scores.names.add_logs(names.slice([row]).iter().copied());
            scores.parts.add_logs(parts.slice([row]).iter().copied());
        }
        Ok(())
    }

    /// What each head says of every piece of a window [pieces, width].
    fn raw(&self, pieces: &Pieces, window: &Window, special: Special) -> Result<[NdTensor<f32, 2>; 2], EncodeError> {
        let read = &pieces.pieces[pieces.word_starts[window.words.start] as usize..pieces.word_starts[window.words.end] as usize];
        let read = &read[..read.len().min(LONGEST - 2)];
        let id = |id: u32| i32::try_from(id).unwrap_or_default();
        let mut ids = vec![id(special.cls)];
        ids.extend(read.iter().map(|piece| id(piece.id)));
        ids.push(id(special.sep));
        let mut shapes = vec![0];
        shapes.extend(read.iter().map(|piece| i32::from(piece.shape)));
        shapes.push(0);
        let inputs = vec![
            (self.pieces, NdTensorView::from_data([ids.len()], ids.as_slice()).into()),
            (self.shapes, NdTensorView::from_data([shapes.len()], shapes.as_slice()).into()),
        ];
        let fault = |error: &dyn fmt::Display| EncodeError(error.to_string());
        let outputs = self.graph.run_n(inputs, self.heads, Some(self.options.clone())).map_err(|error| fault(&error))?;
        let mut heads = Vec::with_capacity(outputs.len());
        for output in outputs {
            heads.push(NdTensor::try_from(output).map_err(|_| EncodeError("a head is no matrix of floats".into()))?);
        }
        heads.try_into().map_err(|_| EncodeError("not two heads".into()))
    }
}

/// Runs on one thread of its own: one article a thread is faster than one article over many threads, and the same on any number of them.
fn one_thread() -> RunOptions {
    RunOptions::default().with_thread_pool(Some(Arc::new(ThreadPool::with_num_threads(1))))
}

impl fmt::Debug for Encoder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Encoder").finish_non_exhaustive()
    }
}
