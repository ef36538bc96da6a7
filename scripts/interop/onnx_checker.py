"""Has ONNX's own checker look at the exported models, and infer every shape in them."""

import sys
from pathlib import Path

import onnx

for name in ("autoencoder", "encoder", "decoder"):
    model = onnx.load(str(Path(sys.argv[1]) / f"{name}.onnx"))
    onnx.checker.check_model(model, full_check=True)
    onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
    for value in (*model.graph.input, *model.graph.output):
        assert value.type.tensor_type.shape.dim[0].dim_param == "batch", value
print("sound")
