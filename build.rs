//! Compiles the contract: messages, service, JSON mapping and the descriptors that reflection serves, all without protoc.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use prost::Message;

/// The folder that imports within the contract start from.
const ROOT: &str = "proto";

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files = contract_files()?;
    // Nothing imports it, but reflection serves it, so that the details of a status can be read.
    files.push(Path::new(ROOT).join("google/rpc/error_details.proto"));

    // tonic-prost-build's own switch for these lines does nothing (grpc-rust issue 2511), and without them
    // a change of any file would rebuild the contract (issue 2415). The folder is named too, for files that come and go.
    println!("cargo:rerun-if-changed={ROOT}/dateline/v1");
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
    }

    let descriptors = protox::compile(&files, [ROOT])?;
    let encoded = descriptors.encode_to_vec();
    fs::write(out.join("dateline.v1.bin"), &encoded)?;

    tonic_prost_build::configure()
        .compile_well_known_types(true)
        .extern_path(".google.protobuf", "::pbjson_types")
        .extern_path(".google.rpc", "::tonic_types::pb")
        .emit_rerun_if_changed(false)
        .compile_fds(descriptors)?;
    // Fields of a later version are passed over, as binary protobuf does.
    pbjson_build::Builder::new().register_descriptors(&encoded)?.ignore_unknown_fields().build(&[".dateline.v1"])?;
    link_unwinder_statically(&out)?;
    Ok(())
}

/// Makes the binary need glibc and nothing else: rustc asks the linker for GCC's unwinder as the shared library `gcc_s`, which minimal
/// systems lack, and the linker script of that name, found first, answers with the static one.
fn link_unwinder_statically(out: &Path) -> Result<(), std::io::Error> {
    let target = |key| env::var(key).unwrap_or_default();
    if target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu" {
        fs::write(out.join("libgcc_s.so"), "INPUT(-lgcc_eh)\n")?;
        println!("cargo:rustc-link-search=native={}", out.display());
    }
    Ok(())
}

/// The files of the contract, sorted, so that the same sources give the same output.
fn contract_files() -> Result<Vec<PathBuf>, std::io::Error> {
    let folder = Path::new(ROOT).join("dateline/v1");
    let mut files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "proto"));
    files.sort();
    Ok(files)
}
