using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>Decodes the bytes of a key from text.</summary>
internal static class KeyBytes
{
    /// <summary>Decodes base64 or base64url, with or without padding and line breaks.</summary>
    public static byte[] FromBase64(string text, string field)
    {
        try
        {
            var compact = string.Concat(text.Where(character => !char.IsWhiteSpace(character))).TrimEnd('=');
            return Base64Url.DecodeFromChars(compact.Replace('+', '-').Replace('/', '_'));
        }
        catch (FormatException)
        {
            throw KeyErrors.Invalid(field, "It is not base64.");
        }
    }

    public static byte[] FromHex(string text, string field)
    {
        try
        {
            return Convert.FromHexString(text.Trim());
        }
        catch (FormatException)
        {
            throw KeyErrors.Invalid(field, "It is not hexadecimal: use an even number of the digits 0-9 and a-f.");
        }
    }
}
