//! Words → word pieces, as the encoder was trained on.
