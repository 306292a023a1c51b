using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Writes YAML nodes as JSON, each on the line that it has in the YAML. What an alias repeats stands on the alias's line.
/// The size of the output is limited: ten lines of nested aliases could name more nodes than a machine has memory for.
/// </summary>
internal sealed class YamlJsonWriter(int limit)
{
    private readonly ArrayBufferWriter<byte> _output = new(1 << 16);
    private int _line = 1;
    private int _depth;

    public ReadOnlyMemory<byte> Write(YamlNode root)
    {
        Value(root);
        return _output.WrittenMemory;
    }

    private void Value(YamlNode node)
    {
        if (_output.WrittenCount > limit) throw DocumentFault.TooLarge(limit);
        if (++_depth > DocumentParser.MaximumDepth)
        {
            throw DocumentFault.At("", $"The document nests deeper than {DocumentParser.MaximumDepth} levels.", node.Line);
        }

        AdvanceTo(node.Line);
        switch (node)
        {
            case YamlMapping mapping:
                Put('{');
                Members(mapping);
                Put('}');
                break;
            case YamlSequence sequence:
                Put('[');
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    if (i > 0) Put(',');
                    Value(sequence.Items[i]);
                }

                Put(']');
                break;
            case YamlScalar scalar:
                if (scalar.IsPlain && YamlScalarSchema.ToJson(scalar.Value) is { } literal) _output.Write(Encoding.UTF8.GetBytes(literal));
                else Text(scalar.Value);
                break;
        }

        _depth--;
    }

    private void Members(YamlMapping mapping)
    {
        var first = true;
        foreach (var (name, member) in mapping.Members)
        {
            if (!first) Put(',');
            first = false;
            AdvanceTo(member.Line);
            Text(name);
            Put(':');
            Value(member.Value);
        }
    }

    private void AdvanceTo(int line)
    {
        for (; _line < line; _line++) Put('\n');
    }

    private void Put(char character)
    {
        _output.GetSpan(1)[0] = (byte)character;
        _output.Advance(1);
    }

    private void Text(string value)
    {
        Put('"');
        // By way of UTF-8, which replaces lone surrogates.
        _output.Write(JsonEncodedText.Encode(Encoding.UTF8.GetBytes(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        Put('"');
    }
}
