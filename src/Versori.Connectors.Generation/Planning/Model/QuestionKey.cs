using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Identifies a question of a chat model by its text, since it has no other identity.</summary>
internal static class QuestionKey
{
    private const int Bytes = 6;

    public static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}
