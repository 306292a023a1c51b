using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>What a person sent with a form: the values by the names of the form's fields.</summary>
internal sealed class SubmittedForm(IFormCollection form, IReadOnlyDictionary<string, string> files)
{
    public static async Task<SubmittedForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in form.Files)
        {
            if (file.Length == 0) continue;
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            files[file.Name] = TextOf(copy.ToArray());
        }

        return new(form, files);
    }

    public string? this[string name] => files.TryGetValue(name, out var content)
        ? content
        : form[name] is [{ } value, ..] ? value : null;

    public bool IsChecked(string name) => !string.IsNullOrEmpty(this[name]);

    /// <summary>The values of a form field for each input, by the input's name; empty ones are left out.</summary>
    public Dictionary<string, string> Inputs(ConnectorDefinition definition) => definition.Inputs
        .Select(input => (input.Name, Value: this[FieldNames.Input(input.Name)]?.Trim()))
        .Where(input => !string.IsNullOrEmpty(input.Value))
        .ToDictionary(input => input.Name, input => input.Value!, StringComparer.Ordinal);

    /// <summary>
    /// The values of one method's fields, by the fields' names; empty ones that may be missing are left out.
    /// </summary>
    public Dictionary<string, string> Fields(ConnectFormPart part) => part.Fields
        .Select(field => (Field: field, Value: this[FieldNames.Of(part, field)]))
        .Where(item => item.Field.Required || !string.IsNullOrEmpty(item.Value))
        .ToDictionary(item => item.Field.Name, item => item.Value ?? "", StringComparer.Ordinal);

    // A PKCS #12 file is binary and is passed as Base64; PEM is text.
    private static string TextOf(byte[] content)
    {
        var start = content.AsSpan().IndexOf("-----BEGIN"u8);
        return start >= 0
            ? System.Text.Encoding.UTF8.GetString(content)
            : Convert.ToBase64String(content);
    }
}
