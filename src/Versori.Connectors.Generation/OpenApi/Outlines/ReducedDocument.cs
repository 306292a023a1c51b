using System.Buffers;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Writes a document that has only some of the operations of another, with everything that they refer to. What it has
/// is at the same pointers, and in the same order.
/// </summary>
internal sealed class ReducedDocument
{
    private readonly DocumentOutline _outline;
    private readonly Work _work;
    private readonly HashSet<OutlinedOperation> _operations = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<OutlinedItem> _items = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(string Section, string Name)> _parts = [];
    private readonly Queue<ReadOnlyMemory<byte>> _pending = new();
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);
    private readonly List<(string Name, ReadOnlyMemory<byte> Text)> _webhooks = [];

    private ReducedDocument(DocumentOutline outline, Work work)
    {
        _outline = outline;
        _work = work;
    }

    /// <summary>Writes the document.</summary>
    /// <param name="outline">The outline of the whole document.</param>
    /// <param name="operations">The operations that it has.</param>
    /// <param name="work">Counts the work.</param>
    public static ReadOnlyMemory<byte> Write(
        DocumentOutline outline, IEnumerable<OutlinedOperation> operations, Work work)
    {
        var reduced = new ReducedDocument(outline, work);
        reduced.Collect(operations);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var writer = new Utf8JsonWriter(buffer, new() { SkipValidation = true })) reduced.Write(writer);
        return buffer.WrittenMemory;
    }

    private void Collect(IEnumerable<OutlinedOperation> operations)
    {
        foreach (var member in _outline.Members.Concat(_outline.Components)) Follow(member.Text);
        foreach (var (name, text) in _outline.Webhooks)
        {
            var own = OutlinedWebhooks.WithoutContent(text.Of(_outline.Json), _work);
            _webhooks.Add((name, own));
            _pending.Enqueue(own);
        }

        foreach (var operation in operations) Add(operation);
        while (_pending.TryDequeue(out var text))
        {
            foreach (var reference in PartReferences.Find(text))
            {
                _work.Step();
                if (_followed.Add(reference)) Follow(reference);
            }
        }
    }

    private void Follow(TextPart part) => _pending.Enqueue(part.Of(_outline.Json));

    private void Follow(string reference)
    {
        if (_outline.Find(reference) is { } part)
        {
            Add(part);
        }
        else if (reference.StartsWith("#/paths/", StringComparison.Ordinal))
        {
            var tokens = Pointer.Tokens(reference[7..]).ToList();
            if (!_outline.Items.TryGetValue(tokens[0], out var item)
                && !_outline.Items.TryGetValue(Uri.UnescapeDataString(tokens[0]), out item))
            {
                return;
            }

            Add(item);
            var field = tokens.ElementAtOrDefault(1);
            foreach (var operation in item.Operations.Where(one => field is null || one.Field == field)) Add(operation);
        }
        else
        {
            // The name of a schema alone, as in a discriminator's mapping.
            if (_outline.Find($"#/components/schemas/{Pointer.Escape(reference)}") is { } schema) Add(schema);
            if (_outline.Find($"#/definitions/{Pointer.Escape(reference)}") is { } definition) Add(definition);
        }
    }

    private void Add((string Section, string Name, TextPart Text) part)
    {
        if (_parts.Add((part.Section, part.Name))) Follow(part.Text);
    }

    private void Add(OutlinedOperation operation)
    {
        Add(operation.Item);
        if (_operations.Add(operation)) Follow(operation.Text);
    }

    private void Add(OutlinedItem item)
    {
        if (!_items.Add(item)) return;
        foreach (var (_, text) in item.Others) Follow(text);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in _outline.Members) Write(writer, name, text);
        foreach (var (name, text) in _webhooks)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(text.Span, skipInputValidation: true);
        }

        WritePaths(writer);
        foreach (var section in _outline.Sections.Keys.Where(one => !IsComponent(one)))
        {
            writer.WriteStartObject(section[1..]);
            WriteParts(writer, section);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("components");
        foreach (var (name, text) in _outline.Components) Write(writer, name, text);
        foreach (var section in _outline.Sections.Keys.Where(IsComponent))
        {
            writer.WriteStartObject(section["/components/".Length..]);
            WriteParts(writer, section);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WritePaths(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("paths");
        foreach (var item in _outline.Items.Values.Where(_items.Contains))
        {
            writer.WriteStartObject(item.Path);
            foreach (var (name, text) in item.Others) Write(writer, name, text);
            var operations = item.Operations.Where(_operations.Contains).ToList();
            foreach (var operation in operations.Where(one => one.Container is null))
            {
                Write(writer, operation.Field, operation.Text);
            }

            var others = operations.Where(one => one.Container is not null)
                .GroupBy(one => one.Container!, StringComparer.Ordinal);
            foreach (var container in others)
            {
                writer.WriteStartObject(container.Key);
                foreach (var operation in container) Write(writer, operation.Field, operation.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteParts(Utf8JsonWriter writer, string section)
    {
        foreach (var (name, text) in _outline.Sections[section])
        {
            if (_parts.Contains((section, name))) Write(writer, name, text);
        }
    }

    private void Write(Utf8JsonWriter writer, string name, TextPart text)
    {
        _work.Step();
        writer.WritePropertyName(name);
        writer.WriteRawValue(text.Of(_outline.Json).Span, skipInputValidation: true);
    }

    private static bool IsComponent(string section) => section.StartsWith("/components/", StringComparison.Ordinal);
}
