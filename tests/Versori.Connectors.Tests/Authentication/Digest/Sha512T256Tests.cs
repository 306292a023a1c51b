using System.Text;
using Versori.Connectors.Authentication.Digest;

namespace Versori.Connectors.Tests.Authentication;

public sealed class Sha512T256Tests
{
    // NIST, "SHA-512/256" example values, and lengths around the block that OpenSSL computed.
    [Theory]
    [InlineData("", "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a")]
    [InlineData("abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")]
    [InlineData("111", "0239e429f98d0ed61ee8e2a7c30afe98c1c3a80ce5dff62a107e9c538f7632ce")]
    [InlineData("112", "9216b5303edb66504570bee90e48ea5beaa5e9fe9f760bbd3e0460559fc005f6")]
    [InlineData("240", "d48a4d53397b38ab4e771d781c98ac6b86712dff2a664cfd1f27c7ca40f8ce37")]
    public void A_text_has_the_published_hash(string text, string expected)
    {
        var data = int.TryParse(text, out var length) ? new string('a', length) : text;

        Assert.Equal(expected, Convert.ToHexStringLower(Sha512T256.HashData(Encoding.ASCII.GetBytes(data))));
    }
}
