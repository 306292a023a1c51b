using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Writes YAML nodes as JSON, each on its line in the YAML. The content of an alias is written on the line of the
/// alias. The size of the output is limited, because ten lines of nested aliases can expand to more nodes than fit in
/// memory.
/// </summary>
internal sealed class YamlJsonWriter(int limit, Work work)
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
        work.Step();
        if (_output.WrittenCount > limit) throw DocumentErrors.TooLarge(limit);
        if (++_depth > DocumentParser.MaximumDepth)
        {
            throw DocumentErrors.Invalid(
                "", $"The document is nested deeper than {DocumentParser.MaximumDepth} levels.", node.Line);
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
                WriteScalar(scalar);
                break;
        }

        _depth--;
    }

    private void WriteScalar(YamlScalar scalar)
    {
        var literal = scalar.IsPlain ? YamlScalarSchema.ToJson(scalar.Value) : null;
        if (literal is null) WriteText(scalar.Value);
        else _output.Write(Encoding.UTF8.GetBytes(literal));
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
        // The conversion to UTF-8 replaces lone surrogates.
        var utf8 = Encoding.UTF8.GetBytes(value);
        _output.Write(JsonEncodedText.Encode(utf8, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        WriteCharacter('"');
    }
}
