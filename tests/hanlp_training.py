"""A small HanLP component, trained here: one layer, a vocabulary of the sentences' own characters, a few seconds."""

from __future__ import annotations

from pathlib import Path

SENTENCES = [
    "本镇 建成 “ 两中心一站 ” ， 用 上 基站 。",
    "渡船 由 村民 负责 ， 卫生站 也 参加 。",
    "水库 灌区 的 渠系 改造 完成 了 。",
    "合作社 卖 出 柑橘 ， 村民 增收 。",
] * 10


def train(folder: Path, positions: int) -> Path:
    """Train a component for words on a transformer of so many positions; give its folder."""
    import torch
    from hanlp.components.tokenizers.transformer import TransformerTaggingTokenizer
    from transformers import BertConfig, BertModel, BertTokenizerFast, optimization

    characters = sorted(set("".join(SENTENCES)) - {" "} | set("0123456789abcdefghijklmnopqrstuvwxyz"))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters, *(f"##{each}" for each in characters)]
    transformer = folder / "transformer"
    transformer.mkdir(parents=True)
    words = transformer / "vocab.txt"
    words.write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    BertTokenizerFast(vocab=str(words), do_lower_case=True).save_pretrained(transformer)
    torch.manual_seed(0)
    shape = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=positions,
    )
    BertModel(shape).save_pretrained(transformer)
    text = folder / "text.txt"
    text.write_text("\n".join(SENTENCES) + "\n", encoding="utf-8")
    if not hasattr(optimization, "AdamW"):  # HanLP's training still asks transformers for what torch has
        optimization.AdamW = lambda parameters, no_deprecation_warning=None, **rest: torch.optim.AdamW(
            parameters, **rest
        )
    component = TransformerTaggingTokenizer()
    component.fit(
        str(text), str(text), str(folder / "component"), str(transformer), epochs=6, batch_size=8, lr=5e-3,
        transformer_lr=2e-3, word_dropout=0, devices=-1, seed=1, eval_trn=False, max_seq_len=min(120, positions - 4),
    )  # fmt: skip
    return folder / "component"
