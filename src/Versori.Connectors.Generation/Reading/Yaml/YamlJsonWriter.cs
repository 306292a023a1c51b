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
        WriteValue(root);
        return _output.WrittenMemory;
    }

    private void WriteValue(YamlNode node)
    {
        if (_output.WrittenCount > limit) throw DocumentErrors.TooLarge(limit);
        if (++_depth > DocumentParser.MaximumDepth)
        {
            throw DocumentErrors.Invalid("", $"The document nests deeper than {DocumentParser.MaximumDepth} levels.", node.Line);
        }

        AdvanceTo(node.Line);
        switch (node)
        {
            case YamlMapping mapping:
                WriteCharacter('{');
                WriteMembers(mapping);
                WriteCharacter('}');
                break;
            case YamlSequence sequence:
                WriteCharacter('[');
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    if (i > 0) WriteCharacter(',');
                    WriteValue(sequence.Items[i]);
                }

                WriteCharacter(']');
                break;
            case YamlScalar scalar:
                if (scalar.IsPlain && YamlScalarSchema.ToJson(scalar.Value) is { } literal) _output.Write(Encoding.UTF8.GetBytes(literal));
                else WriteText(scalar.Value);
                break;
        }

        _depth--;
    }

    private void WriteMembers(YamlMapping mapping)
    {
        var first = true;
        foreach (var (name, member) in mapping.Members)
        {
            if (!first) WriteCharacter(',');
            first = false;
            AdvanceTo(member.Line);
            WriteText(name);
            WriteCharacter(':');
            WriteValue(member.Value);
        }
    }

    private void AdvanceTo(int line)
    {
        for (; _line < line; _line++) WriteCharacter('\n');
    }

    private void WriteCharacter(char character)
    {
        _output.GetSpan(1)[0] = (byte)character;
        _output.Advance(1);
    }

    private void WriteText(string value)
    {
        WriteCharacter('"');
        // By way of UTF-8, which replaces lone surrogates.
        _output.Write(JsonEncodedText.Encode(Encoding.UTF8.GetBytes(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        WriteCharacter('"');
    }
}
