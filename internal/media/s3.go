package media

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"golang.org/x/sync/errgroup"
)

// S3Config names a bucket that exists and who may read, write, list and delete in it.
type S3Config struct {
	Endpoint        string // empty: Amazon's own of the region
	Bucket          string
	Region          string
	AccessKeyID     string
	SecretAccessKey string
	HTTP            *http.Client // nil: one with a time limit
}

// S3 keeps objects in a bucket of Amazon's or of whatever speaks the same protocol.
type S3 struct {
	client  *s3.Client
	presign *s3.PresignClient
	http    *http.Client
	bucket  string
	where   string
}

// requestLimit bounds one request to the store.
const requestLimit = 30 * time.Second

// NewS3 does not touch the network.
func NewS3(c S3Config) (*S3, error) {
	if c.Bucket == "" || c.Region == "" || c.AccessKeyID == "" || c.SecretAccessKey == "" {
		return nil, errors.New("media: S3 needs a bucket, a region and a key with its secret")
	}
	client := c.HTTP
	if client == nil {
		client = &http.Client{Timeout: requestLimit}
	}
	identity := aws.Credentials{AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey, Source: "settings"}
	options := s3.Options{
		Region: c.Region, HTTPClient: client,
		Credentials:                aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return identity, nil }),
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired, // older gateways know no other checksums
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired,
	}
	where := "bucket " + c.Bucket + " in " + c.Region
	if c.Endpoint != "" {
		options.BaseEndpoint, options.UsePathStyle = aws.String(c.Endpoint), true
		where = "bucket " + c.Bucket + " at " + c.Endpoint
	}
	api := s3.New(options)
	return &S3{api, s3.NewPresignClient(api), client, c.Bucket, where}, nil
}

// Describe says where objects lie.
func (s *S3) Describe() string { return s.where }

// PutURL lets whoever holds it store size bytes of contentType as key, within life. headers must be sent
// with the PUT.
func (s *S3) PutURL(ctx context.Context, key, contentType string, size int, life time.Duration) (string, map[string]string, error) {
	if err := checkPut(key, contentType, size, life); err != nil {
		return "", nil, err
	}
	request, err := s.presign.PresignPutObject(ctx, &s3.PutObjectInput{
		Bucket: &s.bucket, Key: &key, ContentType: &contentType, ContentLength: aws.Int64(int64(size)),
	}, s3.WithPresignExpires(life))
	if err != nil {
		return "", nil, fmt.Errorf("sign an upload: %w", err)
	}
	return request.URL, map[string]string{"Content-Type": contentType}, nil
}

// GetURL lets whoever holds it read key as contentType, within life. The object need not be there yet.
func (s *S3) GetURL(ctx context.Context, key, contentType string, life time.Duration) (string, error) {
	if err := checkGet(key, contentType, life); err != nil {
		return "", err
	}
	request, err := s.presign.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: &s.bucket, Key: &key, ResponseContentType: &contentType,
		ResponseContentDisposition: aws.String(disposition(key, contentType)),
	}, s3.WithPresignExpires(life))
	if err != nil {
		return "", fmt.Errorf("sign a download: %w", err)
	}
	return request.URL, nil
}

// Size is how many bytes an object has; CodeNotFound when there is none.
func (s *S3) Size(ctx context.Context, key string) (int64, error) {
	if err := checkKey(key); err != nil {
		return 0, err
	}
	head, err := s.client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &s.bucket, Key: &key})
	if err != nil {
		return 0, fromS3(err)
	}
	return aws.ToInt64(head.ContentLength), nil
}

// Delete makes sure that an object is not there. In a bucket with versions, older ones stay.
func (s *S3) Delete(ctx context.Context, key string) error {
	if err := checkKey(key); err != nil {
		return err
	}
	_, err := s.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &s.bucket, Key: &key})
	return ignoreMissing(fromS3(err))
}

// deletions is how many objects are deleted at once. One request each, since not every gateway takes the
// checksum that Amazon wants with a list of them.
const deletions = 8

// DeleteAll makes sure that no object is there whose key begins with prefix, which ends with a slash.
func (s *S3) DeleteAll(ctx context.Context, prefix string) error {
	if err := checkPrefix(prefix); err != nil {
		return err
	}
	pages := s3.NewListObjectsV2Paginator(s.client, &s3.ListObjectsV2Input{Bucket: &s.bucket, Prefix: &prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return fromS3(err)
		}
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(deletions)
		for _, object := range page.Contents {
			if key := aws.ToString(object.Key); strings.HasPrefix(key, prefix) {
				group.Go(func() error { return s.Delete(ctx, key) })
			}
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// fromS3 tells an object that is not there from a store that does not work. A refusal for want of rights
// is of the second kind: an operator will mend it.
func fromS3(err error) error {
	var response *awshttp.ResponseError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &response) && response.HTTPStatusCode() == http.StatusNotFound && !noBucket(err):
		return missing()
	}
	return unavailable(err)
}

func noBucket(err error) bool {
	var coded interface{ ErrorCode() string }
	return errors.As(err, &coded) && coded.ErrorCode() == "NoSuchBucket"
}

// Probe stores an object as a client does, reads it and deletes it.
func (s *S3) Probe(ctx context.Context) error {
	key, content := "probe/"+strings.ToLower(rand.Text()), "probe"
	err := s.roundTrip(ctx, key, content)
	return errors.Join(err, s.Delete(ctx, key))
}

func (s *S3) roundTrip(ctx context.Context, key, content string) error {
	const kind, life = "image/png", time.Minute
	target, headers, err := s.PutURL(ctx, key, kind, len(content), life)
	if err != nil {
		return err
	}
	if _, err := s.exchange(ctx, http.MethodPut, target, content, headers); err != nil {
		return err
	}
	source, err := s.GetURL(ctx, key, kind, life)
	if err != nil {
		return err
	}
	got, err := s.exchange(ctx, http.MethodGet, source, "", nil)
	if err == nil && got != content {
		err = fmt.Errorf("what was stored comes back as %.40q", got)
	}
	return err
}

// exchange uses a signed URL, as a client does.
func (s *S3) exchange(ctx context.Context, method, address, body string, headers map[string]string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := s.http.Do(request)
	if err != nil {
		return "", unsigned(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(response.Body, 4<<10))
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s with a signed URL answers %s", method, response.Status)
	}
	return string(answer), err
}

// unsigned takes the URL, whose signature is a credential, out of an error.
func unsigned(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
